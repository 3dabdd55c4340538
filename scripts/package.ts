// Makes the VSIX. .vscodeignore lists what goes in; everything the extension needs at run time is bundled in dist/.
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { REPOSITORY, VSIX } from './lib/paths.ts';

await mkdir(path.dirname(VSIX), { recursive: true });
// Moved into place when whole: an editor may be installing the one that is there.
const partial = path.join(path.dirname(VSIX), `${process.pid}.partial.vsix`);
await createVSIX({ cwd: REPOSITORY, packagePath: partial, dependencies: false });
await rename(partial, VSIX);
