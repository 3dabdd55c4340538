const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MAX_BYTES = 10_000_000;

/** The bytes of a PNG that a page sent in base64; undefined for anything else, or for one that is too large. */
export function readPicture(base64: string): Uint8Array | undefined {
  if (base64.length > (MAX_BYTES * 4) / 3) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return SIGNATURE.every((byte, index) => bytes[index] === byte) ? new Uint8Array(bytes) : undefined;
}
