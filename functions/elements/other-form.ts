// Recognizes the other forms in which element sets are published,
// so that a wrong address of the source is easy to fix. Pure.

// The first that matches counts. CelesTrak offers all of them (FORMAT=XML, KVN, CSV, TLE).
const FORMS: [name: string, pattern: RegExp][] = [
  // Not every page of HTML begins with its doctype: only these elements are element sets.
  ['XML', /^\s*<(?:[^>]*>\s*<)*?(?:\w+:)?(?:ndm|omm)[\s>/]/i],
  ['XML', /^\s*<\?xml\b(?![\s\S]*<html)/i],
  // CCSDS_OMM_VERS = 2.0
  ['KVN', /^\s*(?:COMMENT\b[^\n]*\n\s*)*\w+\s*=/],
  // Only the names of the columns, in any order: no value is looked at.
  ['CSV', /^[^\n]*[,;|\t] *"?(?:EPOCH|NORAD_CAT_ID)"? *[,;|\t\r\n]/i],
  ['CSV', /^"?(?:EPOCH|NORAD_CAT_ID)"? *[,;|\t]/i],
  ['a two-line element set', /^\s*(?:[^\n]{0,30}\r?\n)?1 .{60,}\r?\n2 .{60,}/],
];

/** The name of the form that a text has, if it is one of those that element sets are published in. */
export function otherForm(text: string): string | undefined {
  if (isWebPage(text)) return 'a web page';
  const begun = text.trimStart();
  return FORMS.find(([, pattern]) => pattern.test(begun))?.[0];
}

/** Whether a text is HTML: what a wrong address, a proxy or a source under maintenance often answers. */
export function isWebPage(text: string): boolean {
  return /^(?:<\?xml\b[^>]*>\s*)?(?:<!--[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(text.trimStart());
}
