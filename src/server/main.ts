import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Compiled code is kept beside the packages, which makes every start but the first much faster; so nothing heavy is loaded before.
enableCompileCache(path.join(import.meta.dirname, '../../node_modules/.cache/tandem'));
const { serve } = await import('./serve.ts');
process.exit(await serve(process.env));
