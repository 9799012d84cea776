// An element set (GP data) as an Orbit Mean-Elements Message: how this project stores and publishes element sets.

/** Orbit Mean-Elements Message in CelesTrak's JSON: keywords and numbers as published (CCSDS 502.0-B-3). */
export interface Omm {
  OBJECT_NAME: string;
  OBJECT_ID: string;
  /** UTC without `Z`, microseconds. */
  EPOCH: string;
  /** Revolutions per day. */
  MEAN_MOTION: number;
  ECCENTRICITY: number;
  /** Degrees, as all angles here. */
  INCLINATION: number;
  RA_OF_ASC_NODE: number;
  ARG_OF_PERICENTER: number;
  MEAN_ANOMALY: number;
  EPHEMERIS_TYPE: 0;
  CLASSIFICATION_TYPE: string;
  NORAD_CAT_ID: number;
  ELEMENT_SET_NO: number;
  REV_AT_EPOCH: number;
  BSTAR: number;
  MEAN_MOTION_DOT: number;
  MEAN_MOTION_DDOT: number;
}

/** The fields that SGP4 reads, besides the epoch. */
export const SGP4_FIELDS = [
  'MEAN_MOTION',
  'ECCENTRICITY',
  'INCLINATION',
  'RA_OF_ASC_NODE',
  'ARG_OF_PERICENTER',
  'MEAN_ANOMALY',
  'BSTAR',
  'MEAN_MOTION_DOT',
  'MEAN_MOTION_DDOT',
] as const satisfies readonly (keyof Omm)[];

/** An element set cannot be used. The message says which field is wrong and why. */
export class ElementsError extends Error {
  override name = 'ElementsError';
}
