import { IconAlertTriangle, IconCheck, IconCircle, IconClock, IconPoint, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from './tokens.ts';
import styles from './state-pill.module.css';

interface Props {
  readonly tone: Tone;
  /** The state, as the glossary has it, small: `approved`, `over pace`. */
  readonly children: ReactNode;
}

/** A state in three ways at once: a glyph, a colour and a word, so that none of them has to be seen. */
export function StatePill({ tone, children }: Props): ReactNode {
  const Glyph = glyphs[tone];
  return (
    <span className={styles['pill']} data-tone={tone}>
      <Glyph size={12} stroke={2.5} aria-hidden />
      {children}
    </span>
  );
}

const glyphs = {
  neutral: IconCircle,
  accent: IconPoint,
  info: IconClock,
  ok: IconCheck,
  warn: IconAlertTriangle,
  bad: IconX,
} as const;
