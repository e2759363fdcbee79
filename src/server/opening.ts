import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { closeRunJob } from '../billing/jobs.ts';
import { announcementReminderJob } from '../clients/announcement-jobs.ts';
import { anchorsFile } from '../database/anchors.ts';
import { migrate } from '../database/migrate.ts';
import { createPool } from '../database/pool.ts';
import { sealJob } from '../database/sealer.ts';
import { createDatabase } from '../database/transaction.ts';
import { alertByActJob, alertByTimeJob } from '../hours/alert-jobs.ts';
import { taskReminderJob } from '../onboarding/jobs.ts';
import { completionJob, followingJob, generationJob, reminderJob } from '../plan/jobs.ts';
import { courseJob } from '../hours/jobs.ts';
import { mailJob } from '../mail/jobs.ts';
import { invitingJob, planningJob } from '../meetings/jobs.ts';
import { createApp } from './app.ts';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import type { Step } from './console.ts';
import { findWayIn, type WayIn } from './first-start.ts';
import { teamAlarmJob } from '../team/alarm-jobs.ts';
import { createJobs } from './jobs.ts';
import { keptSecret } from './kept-secret.ts';
import { openLog } from './log.ts';
import type { OwnDatabase } from './own-database.ts';
import { refuseUnsafeRoles } from './roles.ts';
import { smtpPost } from './smtp.ts';
import { openSignIn, samplePeople } from './sign-in-store.ts';
import { builtWeb } from './web.ts';

const connectionsMax = { app: 16, signIn: 4 };
/** How long requests that are under way may take once the server was asked to stop. */
const closeMs = 4000;

/** Opens the server over a database that has started: schema, roles, whoever is to come in, and then the doors. */
export async function openServer(
  config: Config,
  own: OwnDatabase,
  step: Step,
): Promise<{ close: () => Promise<void>; wayIn: WayIn }> {
  const log = openLog(config);
  await step('schema brought up to date', () => migrate(own.owner)).catch((error: Error) => {
    log.error({ error }, 'the schema could not be brought up to date');
    throw new CannotStart(error.message);
  });
  const pool = createPool(own.url('tandem_app'), connectionsMax.app);
  // A connection that was idle when it was lost is replaced by the next; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ error }, 'a connection to the database was lost'));
  const now = () => Temporal.Now.instant();
  const closeRuns = closeRunJob(now, (error) => log.error({ error }, 'a month could not be closed'));
  const post = config.mail && smtpPost(config.mail, config.url);
  const sending = post ? [mailJob(post, now)] : [];
  const jobs = createJobs(
    [
      sealJob(anchorsFile(config.dataFolder), now),
      closeRuns,
      courseJob,
      announcementReminderJob(now),
      alertByActJob(now),
      alertByTimeJob(now),
      teamAlarmJob(now),
      planningJob(now),
      invitingJob(now),
      generationJob(now),
      followingJob(now),
      completionJob(now),
      reminderJob(now),
      taskReminderJob(now),
      ...sending,
    ],
    (job, providerId, error) => log.error({ error, job, providerId }, 'a job failed and is tried again'),
  );
  const database = createDatabase(pool, { written: jobs.written });
  const signInDb = openSignIn(own.url('tandem_auth'), connectionsMax.signIn);
  const close = async () => {
    await jobs.stop();
    await database.close();
    await signInDb.destroy();
  };
  try {
    await refuseUnsafeRoles(database, signInDb);
    if (config.isPublic && (await samplePeople(signInDb)).length > 0) {
      throw new CannotStart(
        `This database holds the sample provider, whose people share one password, so it is served on this machine alone. Unset HOST and TANDEM_URL, or start with another database.`,
      );
    }
    const wayIn = await findWayIn({ database, signInDb, ...config, now: now(), step });
    const secret =
      config.secret ??
      keptSecret(path.join(config.dataFolder, 'secret'), () => randomBytes(32).toString('hex')).secret;
    const samplePassword = wayIn.kind === 'sample' && !config.isPublic ? wayIn.password : null;
    const app = await createApp({
      ...config,
      database,
      signInDb,
      secret,
      now,
      log,
      web: builtWeb,
      sending: post !== null,
      samplePassword,
    });
    await listen(app, config);
    jobs.start(database);
    return { close: () => closeApp(app).then(close), wayIn };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'EADDRINUSE')
      throw new CannotStart(
        `Port ${port} of ${host} is taken by another program. Stop that, or choose another port: PORT=${port + 1}.`,
      );
    throw new CannotStart(`It cannot listen on port ${port} of ${host}: ${error.message}.`);
  }
}

/** Takes no more requests and lets those under way come to their end; after a while they are cut off. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), closeMs);
  // A connection that was busy when the server was asked to stop would be kept open for its next request.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  await app.close();
  clearInterval(idle);
  clearTimeout(cutOff);
}
