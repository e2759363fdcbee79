import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Panel } from '../../web/kit/panel.tsx';
import type { BookPart } from './book-fields.tsx';
import styles from './new-price-book-page.module.css';

interface SheetProps {
  readonly heads: readonly string[];
  /** How wide the columns are to each other. */
  readonly shape: string;
  /** What is wrong with the rows as a whole. */
  readonly fault?: ReactNode;
  readonly children: ReactNode;
}

/** Rows that are edited in place; the head says once what the fields of a column are. */
export function Sheet({ heads, shape, fault, children }: SheetProps): ReactNode {
  return (
    <div className={styles['rows']}>
      <div aria-hidden className={styles['heads']} data-wide={heads.length > 2} style={columnsOf(shape)}>
        {heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      {children}
      {fault && <p className={styles['faults']}>{fault}</p>}
    </div>
  );
}

interface SheetRowProps extends Pick<SheetProps, 'shape' | 'children'> {
  /** For whoever hears it: what the button would remove. */
  readonly name: string;
  /** What is wrong in the row, below it, where there is room for words. */
  readonly faults: readonly (string | undefined)[];
  readonly onRemove: () => void;
}

export function SheetRow({ shape, name, faults, onRemove, children }: SheetRowProps): ReactNode {
  return (
    <div className={styles['row']} data-wide={shape.split(' ').length > 2} style={columnsOf(shape)}>
      {children}
      <ActionIcon
        size={36}
        className={styles['remove'] ?? ''}
        aria-label={`Remove ${name}`}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
      {faults.map(
        (fault) =>
          fault && (
            <p key={fault} className={styles['fault']}>
              {fault}
            </p>
          ),
      )}
    </div>
  );
}

const columnsOf = (shape: string) => ({ gridTemplateColumns: `${shape} 36px` });

/** What base packages are called by their hours, and whom each may be sold to. */
export function TierRows({ form, faultAt }: BookPart): ReactNode {
  const { values, getInputProps, insertListItem, removeListItem } = form;
  return (
    <Panel
      title="Tiers"
      acts={
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            insertListItem('tiers', { fromHours: '', name: '', technologyGroupsMax: '', devicesMax: '' })
          }
        >
          Add a tier
        </Button>
      }
    >
      <Sheet
        heads={['Tier', 'From hours', 'Groups at most', 'Devices at most']}
        shape={tierShape}
        fault={faultAt('/tiers')}
      >
        {values.tiers.map((tier, at) => {
          const name = tier.name || 'the tier';
          const place = `/tiers/${at}`;
          const marked = (field: string): boolean => Boolean(faultAt(place + field));
          return (
            // Rows have no name of their own; they keep their order, and removing one redraws those after it.
            <SheetRow
              key={at}
              shape={tierShape}
              name={name}
              faults={tierFields.map((field) => faultAt(place + field))}
              onRemove={() => removeListItem('tiers', at)}
            >
              <TextInput
                aria-label={`Name of ${name}`}
                autoComplete="off"
                {...getInputProps(`tiers.${at}.name`)}
                error={marked('') || marked('/name')}
              />
              <NumberInput
                aria-label={`From hours of ${name}`}
                {...wholeNumber}
                {...getInputProps(`tiers.${at}.fromHours`)}
                error={marked('/fromHours')}
              />
              <NumberInput
                aria-label={`Technology groups at most of ${name}`}
                {...wholeNumber}
                placeholder="any"
                {...getInputProps(`tiers.${at}.technologyGroupsMax`)}
                error={marked('/technologyGroupsMax')}
              />
              <NumberInput
                aria-label={`Devices at most of ${name}`}
                {...wholeNumber}
                placeholder="any"
                thousandSeparator=","
                {...getInputProps(`tiers.${at}.devicesMax`)}
                error={marked('/devicesMax')}
              />
            </SheetRow>
          );
        })}
      </Sheet>
    </Panel>
  );
}

/** Which hours are recommended from which spend a month on, and for each further technology. */
export function BandRows({ form, faultAt }: BookPart): ReactNode {
  const { values, getInputProps, insertListItem, removeListItem } = form;
  return (
    <Panel
      title="Recommended hours"
      acts={
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => insertListItem('bands', { spendFrom: '', hours: '' })}
        >
          Add a band
        </Button>
      }
    >
      <div className="form">
        <Sheet
          heads={[`${values.currency} a month from`, 'Hours a month']}
          shape={bandShape}
          fault={faultAt('/bands')}
        >
          {values.bands.map(({ spendFrom }, at) => {
            const name = `the band from ${spendFrom || 'nothing yet'}`;
            const place = `/bands/${at}`;
            const marked = (field: string): boolean => Boolean(faultAt(place + field));
            return (
              // Rows have no name of their own, as above.
              <SheetRow
                key={at}
                shape={bandShape}
                name={name}
                faults={bandFields.map((field) => faultAt(place + field))}
                onRemove={() => removeListItem('bands', at)}
              >
                <TextInput
                  aria-label={`Spend of ${name}`}
                  inputMode="decimal"
                  autoComplete="off"
                  {...getInputProps(`bands.${at}.spendFrom`)}
                  error={marked('/spendFrom')}
                />
                <NumberInput
                  aria-label={`Hours of ${name}`}
                  {...wholeNumber}
                  {...getInputProps(`bands.${at}.hours`)}
                  error={marked('/hours')}
                />
              </SheetRow>
            );
          })}
        </Sheet>
        <NumberInput
          label="Hours for each further technology group"
          {...wholeNumber}
          {...getInputProps('groupSupplementHours')}
          error={faultAt('/groupSupplementHours')}
        />
      </div>
    </Panel>
  );
}

const tierFields = ['', '/name', '/fromHours', '/technologyGroupsMax', '/devicesMax'];
const bandFields = ['/spendFrom', '/hours'];
const tierShape = '2fr 1fr 1fr 1fr';
const bandShape = '2fr 1fr';
const wholeNumber = { min: 0, allowDecimal: false, hideControls: true } as const;
