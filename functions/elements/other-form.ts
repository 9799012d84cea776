// Recognizes the other forms in which element sets are published,
// so that a wrong address of the source is easy to fix. Pure.

// The first that matches counts. CelesTrak offers all of them (FORMAT=XML, KVN, CSV, TLE).
const FORMS: [name: string, pattern: RegExp][] = [
  // Not every page of HTML begins with its doctype: only these elements are element sets.
  ['XML', /^\s*<(?:[^>]*>\s*<)*?(?:\w+:)?(?:ndm|omm)[\s>/]/i],
  ['XML', /^\s*<\?xml\b(?![\s\S]*<html)/i],
  // CCSDS_OMM_VERS = 2.0
  ['KVN', /^\s*(?:COMMENT\b[^\n]*\n\s*)*\w+\s*=/],
  ['CSV', /^\s*"?[A-Z_0-9]+"?(?:[,;\t]"?[A-Z_0-9]+"?)*[,;\t]"?EPOCH"?[,;\t\r\n]/],
  ['a two-line element set', /^\s*(?:[^\n]{0,30}\r?\n)?1 .{60,}\r?\n2 .{60,}/],
];

/** The name of the form that a text has, if it is one of those that element sets are published in. */
export function otherForm(text: string): string | undefined {
  return FORMS.find(([, pattern]) => pattern.test(text))?.[0];
}
