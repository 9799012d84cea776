// Places in any form: which load the script, and what happens when it does not come.
import { expect, it, vi } from 'vitest';
import { createPlaceReader } from '../../../web/place/place-reader.ts';
import * as script from '../../../web/place/read-place.ts';

it('reads plain decimals without the script', async () => {
  const load = vi.fn(async () => script);

  expect(await createPlaceReader(load)('40.02, -105.27')).toEqual({ latitudeDeg: 40.02, longitudeDeg: -105.27 });
  expect(load).not.toHaveBeenCalled();
});

it.each([
  ['77.85 S, 166.67 E', { latitudeDeg: -77.85, longitudeDeg: 166.67 }],
  ['Boulder', expect.stringMatching(/^Street addresses, and names in the address of the page, cannot be looked up\./)],
])('reads everything else with the script: %s', async (text, result) => {
  expect(await createPlaceReader(async () => script)(text)).toEqual(result);
});

it('says what can be entered when the script cannot be loaded', async () => {
  const read = createPlaceReader(() => Promise.reject(new TypeError('Failed to fetch')));

  expect(await read('77.85 S, 166.67 E')).toMatch(/could not be loaded\. Try again, or enter decimal degrees/);
});
