import { TextInput } from '@mantine/core';
import type { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { FieldGroup } from '../../web/kit/form.tsx';
import styles from './party-fields.module.css';

/** What is said of either party to an invoice, as the form has it: text alone. */
export interface PartyValues extends Record<string, unknown> {
  legalName: string;
  street: string;
  streetMore: string;
  city: string;
  subdivision: string;
  postcode: string;
  country: string;
  vatNumber: string;
  registrationNumber: string;
  electronicScheme: string;
  electronicAddress: string;
  contactName: string;
  contactPhone: string;
  contactEmail: string;
  termsDays: string;
}

type Named = readonly (readonly [field: string, label: string, description?: string])[];

const address: Named = [
  ['legalName', 'Legal name', 'As it is registered; the usual name where this is empty'],
  ['street', 'Street'],
  ['streetMore', 'Street, second line'],
  ['city', 'City'],
  ['subdivision', 'State or province'],
  ['postcode', 'Postcode'],
  ['country', 'Country', 'Its code, such as US or IE'],
];
const registrations: Named = [
  ['vatNumber', 'VAT number', 'With its country in front, such as IE6388047V'],
  ['registrationNumber', 'Registration number'],
];
const electronic: Named = [
  ['electronicScheme', 'Scheme', 'Of the code list EAS: 9959 is an EIN, 0060 DUNS, 0088 GLN'],
  ['electronicAddress', 'Electronic address', 'Where structured invoices are sent from or to'],
];
const contact: Named = [
  ['contactName', 'Contact'],
  ['contactPhone', 'Telephone'],
  ['contactEmail', 'E-mail'],
];

/** The fields of a party, in the groups an invoice has them in. */
export function PartyFields<V extends PartyValues>({
  form,
  registered,
  asked,
}: {
  readonly form: ReturnType<typeof useForm<V>>;
  /** Further registrations, and further groups. */
  readonly registered?: Named;
  readonly asked: readonly { readonly title: string; readonly fields: Named }[];
}): ReactNode {
  const groups = [
    { title: 'Address', fields: address },
    { title: 'Registrations', fields: [...registrations, ...(registered ?? [])] },
    { title: 'Structured invoices', fields: electronic },
    { title: 'Contact', fields: contact },
    ...asked,
  ];
  return groups.map(({ title, fields }) => (
    <FieldGroup key={title} title={title}>
      <div className={styles['fields']}>
        {fields.map(([field, label, description]) => (
          <TextInput
            key={field}
            label={label}
            description={description}
            {...form.getInputProps(field)}
            name={field}
          />
        ))}
      </div>
    </FieldGroup>
  ));
}
