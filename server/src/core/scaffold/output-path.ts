const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

/** Why a file cannot be written under that name, on any system; undefined: it can. `path` is relative, `/` between folders. */
export function pathProblem(path: string): string | undefined {
  if (path === '' || path.length > 240) return 'its name is empty or too long';
  if (/[\u0000-\u001f\u007f<>:"|?*\\]/.test(path)) return 'its name has characters that not every system takes';
  const parts = path.split('/');
  if (path.startsWith('/') || parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'its name leads elsewhere';
  if (parts.some((part) => part.toLowerCase() === '.git')) return 'it would be part of a git repository’s own data';
  if (parts.some((part) => RESERVED.test(part) || /[. ]$/.test(part))) return 'its name is reserved on Windows';
  return undefined;
}
