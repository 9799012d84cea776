// Whether what is typed can be the name of a place. Pure.

/** Names have up to 60 letters. */
const MAX_LENGTH = 100;

/** True for a text with letters that is neither coordinates nor a link, so that it is worth a search by name. */
export function isNameLike(text: string): boolean {
  return text.length <= MAX_LENGTH && /\p{L}/u.test(text) && !/[\p{Nd}°:@]/u.test(text);
}
