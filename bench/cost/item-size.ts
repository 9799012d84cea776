// The size of an item as DynamoDB bills it.

/**
 * Names and texts count with their UTF-8 bytes, numbers with a byte for two digits, and one more:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function sizeOfItem(item: Record<string, unknown>): number {
  return Object.entries(item).reduce((sum, [name, value]) => {
    const digits = String(value).replace(/^-?0*\.?0*|\.|-/g, '').length;
    const size =
      typeof value === 'number' ? Math.ceil(digits / 2) + 1 + Number(value < 0) : Buffer.byteLength(String(value));
    return sum + Buffer.byteLength(name) + size;
  }, 0);
}
