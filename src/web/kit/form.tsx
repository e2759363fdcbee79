import { Button, Group } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { CallRefused } from '../../core/call.ts';
import type { Fault } from '../../core/refusal.ts';
import type { Request, Response, Route } from '../../core/route.ts';
import { useAct } from './data.ts';
import { RefusalNotice } from './refusal-notice.tsx';

type Values = Record<string, unknown>;

interface Intent<V extends Values, R extends Route> {
  readonly initial: V;
  readonly route: R;
  /** What is asked of the server, from what was filled in. */
  readonly request: (values: V) => Request<R>;
  readonly refreshes?: readonly Route[];
  readonly done?: (answer: Response<R>) => string;
  /** Which field shows a fault, where that is not the first part of its path. */
  readonly fieldOf?: (path: string) => string;
  /** Routes whose answers a refusal shows to be old: what somebody else saved meanwhile. */
  readonly stale?: readonly Route[];
  /** What happens next: the dialog closes, the new thing opens. */
  readonly next?: (answer: Response<R>) => void;
}

export interface ActForm<V extends Values> {
  readonly form: ReturnType<typeof useForm<V>>;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
  readonly busy: boolean;
  readonly refused: Error | null;
  readonly shown: readonly string[];
}

/**
 * A form whose submission is an act. The server checks what was filled in; each fault it names lands on its field (`/code` on `code`),
 * the first of them gets the focus, and nothing typed is lost.
 * Example: see `src/clients/ui/client-form.tsx`.
 */
export function useActForm<V extends Values, R extends Route>(intent: Intent<V, R>): ActForm<V> {
  const { initial, route, request, refreshes = [], done, next, fieldOf = firstPart, stale = [] } = intent;
  const queries = useQueryClient();
  const form = useForm<V>({ initialValues: initial });
  const { act, busy, refused } = useAct(route, {
    refreshes,
    ...(done ? { done } : {}),
    refuse: (error) => {
      form.setErrors(errorsOf(error.faults, fieldOf));
      focusFirstFault(Object.keys(initial), error.faults, fieldOf);
      for (const { command } of stale) void queries.invalidateQueries({ queryKey: [command] });
    },
  });
  const send = async (values: V): Promise<void> => {
    const answer = await act(request(values));
    if (answer !== undefined) next?.(answer);
  };
  const faults = refused instanceof CallRefused ? refused.faults : [];
  return {
    form,
    submit: form.onSubmit((values) => void send(values)),
    busy,
    refused,
    shown: faults.map(({ path }) => path).filter((path) => fieldOf(path) in initial),
  };
}

interface FormProps<V extends Values> {
  readonly form: ActForm<V>;
  /** The button: what it does to what. `Take on Lakeside Clinics`. */
  readonly act: string;
  readonly onCancel?: () => void;
  /** Stands in place of why it was refused, where the page can show more than words: two versions side by side. Nothing or false leaves the words. */
  readonly instead?: ReactNode;
  /** Puts the cursor into the first field at once, where the form is all there is on the page. */
  readonly ready?: boolean;
  readonly children: ReactNode;
}

/** The form element around the fields, with why it was refused and the buttons below. */
export function Form<V extends Values>(props: FormProps<V>): ReactNode {
  const { form, act, onCancel, instead, ready = false, children } = props;
  const fields = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (ready) fields.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [ready]);
  return (
    <form ref={fields} onSubmit={form.submit} noValidate className="form">
      {children}
      {instead || <RefusalNotice error={form.refused} shown={form.shown} />}
      <Group justify="flex-end" gap="sm">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" loading={form.busy}>
          {act}
        </Button>
      </Group>
    </form>
  );
}

/** Fields that belong together under one title, in a form with more than one such group. */
export function FieldGroup({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** Faults by the name of their field; a fault inside a list is also told on the list, which may be one field. */
export function errorsOf(
  faults: readonly Fault[],
  fieldOf: (path: string) => string = firstPart,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of faults) {
    const words = message.charAt(0).toUpperCase() + message.slice(1);
    errors[fieldOf(path)] ??= words;
    errors[path.slice(1).replaceAll('/', '.')] ??= words;
  }
  return errors;
}

const firstPart = (path: string): string => path.split('/')[1] ?? '';

function focusFirstFault(
  fields: readonly string[],
  faults: readonly Fault[],
  fieldOf: (path: string) => string,
): void {
  const first = fields.find((field) => faults.some(({ path }) => fieldOf(path) === field));
  if (first)
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[name="${first}"], [data-path="${first}"]`)?.focus(),
    );
}
