// The least that could be called a server on its own database, to time and weigh ours against: `node scripts/bare-server.ts <data folder>`.
import Fastify from 'fastify';
import pg from 'pg';
import { startEmbedded } from '../src/database/embedded.ts';

const database = await startEmbedded(process.argv[2] ?? '');
const pool = new pg.Pool({ connectionString: database.url('tandem', 'postgres') });
const app = Fastify();
app.get('/health/ready', async () => (await pool.query('select 1')).rows);
console.log(`at ${await app.listen({ host: '127.0.0.1', port: 0 })} `);
process.once('SIGTERM', async () => {
  await app.close();
  await pool.end();
  await database.stop();
});
