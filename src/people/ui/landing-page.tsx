import { useEffect, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { Fault } from '../../web/kit/fault.tsx';
import { peopleApi } from '../api.ts';
import { homeOf } from './home.ts';

/** The bare address: leads on to where the reader belongs. Nobody who is signed in has to read anything here. */
export function LandingPage(): ReactNode {
  const self = useAnswer(peopleApi.showSelf, {});
  useEffect(() => {
    if (self.data) location.replace(homeOf(self.data.person));
  }, [self.data]);
  return self.error && !(self.error instanceof CallRefused) ? (
    <Fault error={self.error} retry={() => void self.refetch()} />
  ) : null;
}
