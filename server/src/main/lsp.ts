import './engine.ts';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './connection.ts';

// A rejected promise nobody awaited must not end the process: other documents are being edited.
process.on('unhandledRejection', (reason) => console.error('unhandled rejection:', reason));
serve(createConnection(ProposedFeatures.all));
