import { writeCsv } from '../core/csv.ts';
import type { ProofLine } from './announcement.ts';

/**
 * Proof of delivery as CSV, a line for each recipient in the order given, moments in UTC; a client that had nobody to tell by mail has a
 * line without a recipient. Cells that a program of sheets would take for a formula are made plain.
 * Example: Lena of Lakeside, sent at 15:00Z, read, acknowledged → "Lakeside Clinics,Lena,lena@example.com,sent,2026-11-24T15:00:00Z,…".
 */
export const proofCsv = (lines: readonly ProofLine[]): string => writeCsv([head, ...lines.map(cells)]);

const head = [
  'client',
  'recipient',
  'email',
  'mail',
  'mail_at',
  'reason',
  'read_at',
  'reminded_at',
  'acknowledged_by',
  'acknowledged_at',
  'overdue',
] as const;

const cells = ({
  clientName,
  recipient,
  remindedAt,
  acknowledgement,
  overdue,
}: ProofLine): readonly string[] => [
  clientName,
  recipient?.name ?? '',
  recipient?.email ?? '',
  recipient?.state ?? 'nobody to tell',
  recipient?.at ?? '',
  recipient?.reason ?? '',
  recipient?.readAt ?? '',
  remindedAt ?? '',
  acknowledgement?.byName ?? '',
  acknowledgement?.at ?? '',
  overdue ? 'yes' : 'no',
];
