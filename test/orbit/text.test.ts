// Text from files.
import { expect, it } from 'vitest';
import { withoutByteOrderMark } from '../../orbit/text.ts';

it('a byte-order mark is removed at the beginning only', () => {
  expect(withoutByteOrderMark('\ufeff[1]')).toBe('[1]');
  expect(withoutByteOrderMark('[1]\ufeff')).toBe('[1]\ufeff');
});
