// Finds the first mistake in a list of satellites, by its JSON schema, and explains it in a sentence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv';
import { entriesOf, type InstrumentEntry, type SatelliteEntry, type SatellitesFile } from '../orbit/satellites.ts';

const SCHEMA: AnySchemaObject = JSON.parse(
  readFileSync(join(import.meta.dirname, '../satellites.schema.json'), 'utf8'),
);

// `errorMessage` says what a value must be. Editors show it, and so do the sentences below. Objects have none: editors
// would show it in place of the misspelt key.
const ajv = new Ajv({ allErrors: true, verbose: true, strictRequired: false }).addVocabulary(['errorMessage']);
const validate: ValidateFunction<SatellitesFile> = ajv.compile(SCHEMA);

/** The first mistake in the content of a list, as a sentence that begins with the list's name. */
export function mistakeInSatellites(content: unknown, fileName: string): string | undefined {
  const long = tooLong(content, fileName);
  if (long) return long;
  if (validate(content)) return contradiction(entriesOf(content), fileName);
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return explain(content, firstOf(errors), fileName);
}

/** Lists that are too long. Looked at first: a file may have a million entries, with a mistake in each. */
function tooLong(content: unknown, fileName: string): string | undefined {
  const { satellites, satellite } = SCHEMA.definitions;
  const list: unknown = Array.isArray(content)
    ? content
    : (content as Partial<Record<string, unknown>> | null)?.satellites;
  if (!Array.isArray(list)) return undefined;
  if (list.length > satellites.maxItems)
    return `${fileName} lists ${list.length} satellites. The limit is ${satellites.maxItems}.`;
  const { maxItems, errorMessage } = satellite.properties.instruments;
  const entry = list.findIndex((each) => Array.isArray(each?.instruments) && each.instruments.length > maxItems);
  if (entry < 0) return undefined;
  return `${placeOf(list, { entry, instrument: undefined, key: '' }, fileName)}"instruments" ${errorMessage}.`;
}

// A misspelt key is also a missing one: the unknown name says more.
const PRIORITY = ['type', 'additionalProperties', 'not', 'required'];

/** Of the first entry with a mistake, the error that says most. */
function firstOf(errors: ErrorObject[]): ErrorObject {
  const rank = ({ keyword }: ErrorObject) => (PRIORITY.indexOf(keyword) + PRIORITY.length + 1) % (PRIORITY.length + 1);
  const place = ({ instancePath }: ErrorObject) => whereOf(instancePath).entry ?? -1;
  return errors.reduce((first, each) => ((place(each) - place(first) || rank(each) - rank(first)) < 0 ? each : first));
}

interface Where {
  /** Indexes; undefined for what is outside of entries or instruments. */
  entry: number | undefined;
  instrument: number | undefined;
  /** The key, as in images.url; empty for the entry or instrument itself. */
  key: string;
}

function whereOf(path: string): Where {
  const [, entry, instrument, key = ''] =
    /^(?:\/satellites)?(?:\/(\d+))?(?:\/instruments\/(\d+))?(?:\/(.*))?$/.exec(path) ?? [];
  const toIndex = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  return { entry: toIndex(entry), instrument: toIndex(instrument), key: key.replaceAll('/', '.') };
}

function explain(content: unknown, error: ErrorObject, fileName: string): string {
  const where = whereOf(error.instancePath);
  const place = placeOf(content, where, fileName);
  const schema = error.parentSchema as AnySchemaObject;
  const within = where.key ? `${where.key}.` : '';
  switch (error.keyword) {
    case 'additionalProperties': {
      const allowed = Object.keys(schema.properties).join(', ');
      return `${place}unknown key "${within}${error.params.additionalProperty}". Allowed keys are ${allowed}.`;
    }
    case 'required': {
      const isBare = error.params.missingProperty === 'instrument' && !('swathKm' in (error.data as object));
      const missing: string = isBare ? 'instruments' : error.params.missingProperty;
      return `${place}"${within}${missing}" is missing. It ${ruleOf(missing)}.`;
    }
  }
  if (where.entry === undefined && !where.key.startsWith('$')) return `${fileName} ${ruleOf('satellites')}.`;
  const rule = schema.errorMessage ?? 'must be an object';
  return where.key ? `${place}"${where.key}" ${rule}.` : `${place}it ${rule}.`;
}

/** As in: satellites.json, entry 2 (Aqua), instrument 1 (MODIS): */
function placeOf(content: unknown, { entry, instrument }: Where, fileName: string): string {
  if (entry === undefined) return `${fileName}: `;
  const found: Partial<SatelliteEntry> | null | undefined = entriesOf(content as SatellitesFile)[entry];
  const ofInstrument =
    instrument === undefined
      ? ''
      : `, instrument ${instrument + 1}${nameOf((found as SatelliteEntry).instruments?.[instrument])}`;
  return `${fileName}, entry ${entry + 1}${nameOf(found)}${ofInstrument}: `;
}

function nameOf(value: Partial<SatelliteEntry | InstrumentEntry> | null | undefined): string {
  return ajv.validate(SCHEMA.definitions.text, value?.name) ? ` (${value?.name})` : '';
}

/** What the value of a key must be. A key has one rule, whichever object it is in. */
function ruleOf(key: string): string {
  const { satellite, instrument } = SCHEMA.definitions;
  const owners = [SCHEMA.else, satellite, instrument, instrument.properties.images];
  const rule = owners.map(({ properties }) => properties[key]).find((each) => each !== undefined);
  return (rule.$ref ? SCHEMA.definitions[rule.$ref.split('/').at(-1)] : rule).errorMessage;
}

/** What a schema cannot say. */
function contradiction(entries: SatelliteEntry[], fileName: string): string | undefined {
  const earlier = new Map<number, number>();
  const titles = entries.map(lookOf);
  for (const [entry, satellite] of entries.entries()) {
    const { catalogNumber, instruments = [] } = satellite;
    const same = earlier.get(catalogNumber);
    const place = placeOf(entries, { entry, instrument: undefined, key: '' }, fileName);
    if (same !== undefined) return `${place}catalog number ${catalogNumber} is already in entry ${same + 1}.`;
    earlier.set(catalogNumber, entry);
    const namesake = titles.indexOf(titles[entry] as string);
    if (namesake < entry) return `${place}its name is that of entry ${namesake + 1}.`;
    const names = instruments.map(lookOf);
    for (const [instrument, { leftKm, rightKm }] of instruments.entries()) {
      const at = placeOf(entries, { entry, instrument, key: '' }, fileName);
      const same = names.indexOf(names[instrument] as string);
      if (same < instrument) return `${at}its name is that of instrument ${same + 1}.`;
      if (leftKm !== undefined && rightKm !== undefined && !(leftKm + rightKm > 0))
        return `${at}"leftKm" and "rightKm" together must be above 0: that is the width of the swath.`;
    }
  }
  return undefined;
}

/** A name as readers see it: without spaces around it, letters with marks composed. */
function lookOf({ name }: { name: string }): string {
  return name.trim().normalize();
}
