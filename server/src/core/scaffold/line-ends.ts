/** Git may end lines otherwise on another system: that is no difference between two texts. */
export const unified = (text: string): string => text.replaceAll('\r\n', '\n');
