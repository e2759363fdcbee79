import { evaluateXPathToBoolean, evaluateXPathToNodes } from 'fontoxpath';
import { Document, parseXmlDocument, type Element } from 'slimdom';

/**
 * The rules of EN 16931 and Peppol BIS Billing 3.0 that an invoice of ours can break, in our words of XPath: what it is about, and what
 * must hold there. `/*` is the invoice or credit note, `{LINE}` its line and `{QUANTITY}` how much is on it. Those of each category of tax
 * are written once, with `{C}` for its code.
 */
const table = String.raw`
  BR-01 :: /* :: normalize-space(cbc:CustomizationID) != ''
  BR-02 :: /* :: normalize-space(cbc:ID) != ''
  BR-03 :: /* :: normalize-space(cbc:IssueDate) != ''
  BR-04 :: /* :: normalize-space((cbc:InvoiceTypeCode, cbc:CreditNoteTypeCode)[1]) != ''
  BR-05 :: /* :: normalize-space(cbc:DocumentCurrencyCode) != ''
  BR-06 :: /* :: normalize-space(cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName) != ''
  BR-07 :: /* :: normalize-space(cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName) != ''
  BR-08 :: /* :: exists(cac:AccountingSupplierParty/cac:Party/cac:PostalAddress)
  BR-09 :: //cac:AccountingSupplierParty/cac:Party/cac:PostalAddress :: normalize-space(cac:Country/cbc:IdentificationCode) != ''
  BR-10 :: /* :: exists(cac:AccountingCustomerParty/cac:Party/cac:PostalAddress)
  BR-11 :: //cac:AccountingCustomerParty/cac:Party/cac:PostalAddress :: normalize-space(cac:Country/cbc:IdentificationCode) != ''
  BR-12 :: //cac:LegalMonetaryTotal :: exists(cbc:LineExtensionAmount)
  BR-13 :: //cac:LegalMonetaryTotal :: exists(cbc:TaxExclusiveAmount)
  BR-14 :: //cac:LegalMonetaryTotal :: exists(cbc:TaxInclusiveAmount)
  BR-15 :: //cac:LegalMonetaryTotal :: exists(cbc:PayableAmount)
  BR-16 :: /* :: exists({LINE})
  BR-21 :: //{LINE} :: normalize-space(cbc:ID) != ''
  BR-22 :: //{LINE} :: exists({QUANTITY})
  BR-23 :: //{LINE} :: exists({QUANTITY}/@unitCode)
  BR-24 :: //{LINE} :: exists(cbc:LineExtensionAmount)
  BR-25 :: //{LINE} :: normalize-space(cac:Item/cbc:Name) != ''
  BR-26 :: //{LINE} :: exists(cac:Price/cbc:PriceAmount)
  BR-27 :: //{LINE} :: number(cac:Price/cbc:PriceAmount) >= 0
  BR-29 :: /*/cac:InvoicePeriod :: not(cbc:StartDate and cbc:EndDate) or xs:date(cbc:EndDate) ge xs:date(cbc:StartDate)
  BR-30 :: //{LINE}/cac:InvoicePeriod :: not(cbc:StartDate and cbc:EndDate) or xs:date(cbc:EndDate) ge xs:date(cbc:StartDate)
  BR-45 :: //cac:TaxSubtotal :: exists(cbc:TaxableAmount)
  BR-46 :: //cac:TaxSubtotal :: exists(cbc:TaxAmount)
  BR-47 :: //cac:TaxSubtotal :: normalize-space(cac:TaxCategory/cbc:ID) != ''
  BR-48 :: //cac:TaxSubtotal :: exists(cac:TaxCategory/cbc:Percent) or cac:TaxCategory/cbc:ID = 'O'
  BR-49 :: //cac:PaymentMeans :: exists(cbc:PaymentMeansCode)
  BR-50 :: //cac:PaymentMeans[cbc:PaymentMeansCode = ('30', '58')]/cac:PayeeFinancialAccount :: normalize-space(cbc:ID) != ''
  BR-55 :: //cac:BillingReference :: exists(cac:InvoiceDocumentReference/cbc:ID)
  BR-61 :: //cac:PaymentMeans[cbc:PaymentMeansCode = ('30', '58')] :: exists(cac:PayeeFinancialAccount/cbc:ID)
  BR-62 :: //cac:AccountingSupplierParty/cac:Party/cbc:EndpointID :: exists(@schemeID)
  BR-63 :: //cac:AccountingCustomerParty/cac:Party/cbc:EndpointID :: exists(@schemeID)
  BR-CO-03 :: /* :: not(cbc:TaxPointDate and cac:InvoicePeriod/cbc:DescriptionCode)
  BR-CO-04 :: //{LINE} :: exists(cac:Item/cac:ClassifiedTaxCategory[cac:TaxScheme/cbc:ID = 'VAT']/cbc:ID)
  BR-CO-09 :: //cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'VAT'] :: matches(substring(cbc:CompanyID, 1, 2), '^(A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHLRST]|F[IJKMOR]|G[ABDEFGHILMNPQRSTUWY]|H[KMNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]|M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|OM|P[AEFGHKLMNRSTWY]|QA|R[EOSUW]|S[ABCDEGHIJKLMNORSTVXYZ]|T[CDFGHJKLMNORTVWZ]|U[AGMSYZ]|V[ACEGINU]|W[FS]|Y[ET]|Z[AMW]|XI|1A)$')
  BR-CO-10 :: //cac:LegalMonetaryTotal :: round(number(cbc:LineExtensionAmount) * 100) = round(sum(//{LINE}/cbc:LineExtensionAmount/xs:decimal(.)) * 100)
  BR-CO-13 :: //cac:LegalMonetaryTotal :: xs:decimal(cbc:TaxExclusiveAmount) = round((xs:decimal(cbc:LineExtensionAmount) + sum((0, cbc:ChargeTotalAmount/xs:decimal(.))) - sum((0, cbc:AllowanceTotalAmount/xs:decimal(.)))) * 100) div 100
  BR-CO-14 :: //cac:TaxTotal[cac:TaxSubtotal] :: xs:decimal(cbc:TaxAmount) = round(sum(cac:TaxSubtotal/cbc:TaxAmount/xs:decimal(.)) * 100) div 100
  BR-CO-15 :: /* :: every $currency in cbc:DocumentCurrencyCode satisfies (count(cac:TaxTotal/cbc:TaxAmount[@currencyID = $currency]) = 1 and xs:decimal(cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount) = round((xs:decimal(cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount) + xs:decimal(cac:TaxTotal/cbc:TaxAmount[@currencyID = $currency])) * 100) div 100)
  BR-CO-16 :: //cac:LegalMonetaryTotal :: xs:decimal(cbc:PayableAmount) = round((xs:decimal(cbc:TaxInclusiveAmount) - sum((0, cbc:PrepaidAmount/xs:decimal(.))) + sum((0, cbc:PayableRoundingAmount/xs:decimal(.)))) * 100) div 100
  BR-CO-17 :: //cac:TaxSubtotal[cac:TaxCategory/cbc:Percent] :: abs(abs(xs:decimal(cbc:TaxAmount)) - round(abs(xs:decimal(cbc:TaxableAmount)) * xs:decimal(cac:TaxCategory/cbc:Percent)) div 100) < 1
  BR-CO-18 :: /* :: exists(cac:TaxTotal/cac:TaxSubtotal)
  BR-CO-19 :: /*/cac:InvoicePeriod :: exists(cbc:StartDate) or exists(cbc:EndDate) or exists(cbc:DescriptionCode)
  BR-CO-20 :: //{LINE}/cac:InvoicePeriod :: exists(cbc:StartDate) or exists(cbc:EndDate)
  BR-CO-25 :: //cac:LegalMonetaryTotal[xs:decimal(cbc:PayableAmount) > 0] :: exists(/*/cbc:DueDate) or exists(//cac:PaymentTerms/cbc:Note)
  BR-CO-26 :: //cac:AccountingSupplierParty :: exists(cac:Party/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'VAT']/cbc:CompanyID) or exists(cac:Party/cac:PartyIdentification/cbc:ID) or exists(cac:Party/cac:PartyLegalEntity/cbc:CompanyID)
  BR-DEC-09 :: //cac:LegalMonetaryTotal/cbc:LineExtensionAmount :: string-length(substring-after(., '.')) <= 2
  BR-DEC-12 :: //cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount :: string-length(substring-after(., '.')) <= 2
  BR-DEC-13 :: //cac:TaxTotal/cbc:TaxAmount :: string-length(substring-after(., '.')) <= 2
  BR-DEC-14 :: //cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount :: string-length(substring-after(., '.')) <= 2
  BR-DEC-18 :: //cac:LegalMonetaryTotal/cbc:PayableAmount :: string-length(substring-after(., '.')) <= 2
  BR-DEC-19 :: //cac:TaxSubtotal/cbc:TaxableAmount :: string-length(substring-after(., '.')) <= 2
  BR-DEC-20 :: //cac:TaxSubtotal/cbc:TaxAmount :: string-length(substring-after(., '.')) <= 2
  BR-DEC-23 :: //{LINE}/cbc:LineExtensionAmount :: string-length(substring-after(., '.')) <= 2
  PEPPOL-EN16931-R001 :: /* :: exists(cbc:ProfileID)
  PEPPOL-EN16931-R002 :: /* :: count(cbc:Note) <= 1
  PEPPOL-EN16931-R003 :: /* :: exists(cbc:BuyerReference) or exists(cac:OrderReference/cbc:ID)
  PEPPOL-EN16931-R004 :: /* :: starts-with(normalize-space(cbc:CustomizationID), 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0')
  PEPPOL-EN16931-R005 :: //cbc:TaxCurrencyCode :: normalize-space(.) != normalize-space(../cbc:DocumentCurrencyCode)
  PEPPOL-EN16931-R007 :: /* :: matches(normalize-space(cbc:ProfileID), 'urn:fdc:peppol.eu:2017:poacc:billing:[0-9]{2}:1.0')
  PEPPOL-EN16931-R008 :: //*[not(*)] :: normalize-space(.) != ''
  PEPPOL-EN16931-R010 :: //cac:AccountingCustomerParty/cac:Party :: exists(cbc:EndpointID)
  PEPPOL-EN16931-R020 :: //cac:AccountingSupplierParty/cac:Party :: exists(cbc:EndpointID)
  PEPPOL-EN16931-R051 :: //*[@currencyID][not(self::cbc:TaxAmount[parent::cac:TaxTotal[not(cac:TaxSubtotal)]])] :: @currencyID = /*/cbc:DocumentCurrencyCode
  PEPPOL-EN16931-R053 :: /* :: count(cac:TaxTotal[cac:TaxSubtotal]) = 1
  PEPPOL-EN16931-R054 :: /* :: count(cac:TaxTotal[not(cac:TaxSubtotal)]) = count(cbc:TaxCurrencyCode)
  PEPPOL-EN16931-R061 :: //cac:PaymentMeans[normalize-space(cbc:PaymentMeansCode) = ('49', '59')] :: exists(cac:PaymentMandate/cbc:ID)
  PEPPOL-EN16931-R110 :: /*[cac:InvoicePeriod/cbc:StartDate]//{LINE}/cac:InvoicePeriod/cbc:StartDate :: xs:date(.) ge xs:date(/*/cac:InvoicePeriod/cbc:StartDate)
  PEPPOL-EN16931-R111 :: /*[cac:InvoicePeriod/cbc:EndDate]//{LINE}/cac:InvoicePeriod/cbc:EndDate :: xs:date(.) le xs:date(/*/cac:InvoicePeriod/cbc:EndDate)
  PEPPOL-EN16931-R120 :: //{LINE}[not(cac:AllowanceCharge)] :: abs(xs:decimal(cbc:LineExtensionAmount) - xs:decimal({QUANTITY}) * xs:decimal(cac:Price/cbc:PriceAmount) div xs:decimal((cac:Price/cbc:BaseQuantity, 1)[1])) <= 0.02
  PEPPOL-EN16931-R121 :: //cac:Price/cbc:BaseQuantity :: xs:decimal(.) > 0
  PEPPOL-EN16931-R130 :: //{LINE}/cac:Price/cbc:BaseQuantity[@unitCode] :: @unitCode = ../../{QUANTITY}/@unitCode
  PEPPOL-EN16931-P0100 :: //cbc:InvoiceTypeCode :: normalize-space(.) = ('71', '80', '82', '84', '102', '218', '219', '331', '380', '382', '383', '386', '388', '393', '395', '553', '575', '623', '780', '817', '870', '875', '876', '877')
  PEPPOL-EN16931-P0101 :: //cbc:CreditNoteTypeCode :: normalize-space(.) = ('381', '396', '81', '83', '532')
  PEPPOL-EN16931-P0105 :: //cac:TaxCategory[cbc:TaxExemptionReasonCode = 'VATEX-EU-O'] :: cbc:ID = 'O'
  PEPPOL-EN16931-P0107 :: //cac:TaxCategory[cbc:TaxExemptionReasonCode = 'VATEX-EU-AE'] :: cbc:ID = 'AE'
  PEPPOL-EN16931-F001 :: //cbc:IssueDate | //cbc:DueDate | //cbc:StartDate | //cbc:EndDate :: string-length(.) = 10 and string(.) castable as xs:date
`;

/** For each of S, Z, E, AE and O; what differs is below. */
const ofCategory = String.raw`
  BR-{C}-01 :: /* :: count(//cac:TaxSubtotal/cac:TaxCategory[cbc:ID = '{C}']) = (if (//cac:ClassifiedTaxCategory/cbc:ID = '{C}') then 1 else 0)
  BR-{C}-02 :: /*[//cac:ClassifiedTaxCategory/cbc:ID = '{C}'] :: exists(cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID)
  BR-{C}-05 :: //cac:ClassifiedTaxCategory[cbc:ID = '{C}'] :: xs:decimal(cbc:Percent) = 0
  BR-{C}-08 :: //cac:TaxSubtotal[cac:TaxCategory/cbc:ID = '{C}'] :: xs:decimal(cbc:TaxableAmount) = sum((0, //{LINE}[cac:Item/cac:ClassifiedTaxCategory/cbc:ID = '{C}']/cbc:LineExtensionAmount/xs:decimal(.), /*/cac:AllowanceCharge[cac:TaxCategory/cbc:ID = '{C}']/(if (cbc:ChargeIndicator = 'true') then xs:decimal(cbc:Amount) else -xs:decimal(cbc:Amount))))
  BR-{C}-09 :: //cac:TaxSubtotal[cac:TaxCategory/cbc:ID = '{C}'] :: xs:decimal(cbc:TaxAmount) = 0
  BR-{C}-10 :: //cac:TaxCategory[cbc:ID = '{C}'] :: exists(cbc:TaxExemptionReason) or exists(cbc:TaxExemptionReasonCode)
`;

const instead = String.raw`
  BR-S-01 :: /* :: exists(//cac:TaxSubtotal/cac:TaxCategory[cbc:ID = 'S']) = exists(//cac:ClassifiedTaxCategory[cbc:ID = 'S'])
  BR-S-05 :: //cac:ClassifiedTaxCategory[cbc:ID = 'S'] :: xs:decimal(cbc:Percent) > 0
  BR-S-08 :: //cac:TaxSubtotal[cac:TaxCategory/cbc:ID = 'S'] :: every $rate in cac:TaxCategory/cbc:Percent/xs:decimal(.) satisfies xs:decimal(cbc:TaxableAmount) = sum((0, //{LINE}[cac:Item/cac:ClassifiedTaxCategory[cbc:ID = 'S']/cbc:Percent/xs:decimal(.) = $rate]/cbc:LineExtensionAmount/xs:decimal(.), /*/cac:AllowanceCharge[cac:TaxCategory[cbc:ID = 'S']/cbc:Percent/xs:decimal(.) = $rate]/(if (cbc:ChargeIndicator = 'true') then xs:decimal(cbc:Amount) else -xs:decimal(cbc:Amount))))
  BR-S-09 :: //cac:TaxSubtotal[cac:TaxCategory/cbc:ID = 'S'] :: abs(abs(xs:decimal(cbc:TaxAmount)) - round(abs(xs:decimal(cbc:TaxableAmount)) * xs:decimal(cac:TaxCategory/cbc:Percent)) div 100) < 1
  BR-S-10 :: //cac:TaxCategory[cbc:ID = 'S'] :: not(cbc:TaxExemptionReason) and not(cbc:TaxExemptionReasonCode)
  BR-Z-10 :: //cac:TaxCategory[cbc:ID = 'Z'] :: not(cbc:TaxExemptionReason) and not(cbc:TaxExemptionReasonCode)
  BR-AE-02 :: /*[//cac:ClassifiedTaxCategory/cbc:ID = 'AE'] :: exists(cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID) and exists(cac:AccountingCustomerParty/cac:Party/(cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'VAT'] | cac:PartyLegalEntity)/cbc:CompanyID)
  BR-O-02 :: /*[//cac:ClassifiedTaxCategory/cbc:ID = 'O'] :: not((cac:AccountingSupplierParty | cac:AccountingCustomerParty)/cac:Party/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'VAT'])
  BR-O-05 :: //cac:ClassifiedTaxCategory[cbc:ID = 'O'] :: not(cbc:Percent)
  BR-O-11 :: /*[//cac:TaxSubtotal/cac:TaxCategory/cbc:ID = 'O'] :: count(//cac:TaxSubtotal) = 1
  BR-O-12 :: /*[//cac:TaxSubtotal/cac:TaxCategory/cbc:ID = 'O'] :: not(//cac:ClassifiedTaxCategory[cbc:ID != 'O'])
`;

interface Rule {
  readonly id: string;
  readonly context: string;
  readonly holds: string;
}

const rulesIn = (text: string): Rule[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', context = '', holds = ''] = line.trim().split(' :: ');
      return { id, context, holds };
    });

const line = '(cac:InvoiceLine | cac:CreditNoteLine)';
const quantity = '(cbc:InvoicedQuantity | cbc:CreditedQuantity)';

/** Every rule by its id. */
export const einvoiceRules: ReadonlyMap<string, Rule> = new Map(
  [
    table,
    ...['S', 'Z', 'E', 'AE', 'O'].map((category) => ofCategory.replaceAll('{C}', category)),
    instead,
  ].flatMap((text) =>
    rulesIn(text.replaceAll('{LINE}', line).replaceAll('{QUANTITY}', quantity)).map(
      (rule) => [rule.id, rule] as const,
    ),
  ),
);

/** The ids of the rules that an invoice breaks, in their order. What cannot be evaluated breaks its rule. */
export function brokenRules(document: Document, only?: readonly string[]): string[] {
  return [...einvoiceRules.values()]
    .filter(({ id }) => !only || only.includes(id))
    .filter(({ context, holds }) =>
      evaluateXPathToNodes(context, document, null, null, { namespaceResolver }).some(
        (node) => !isTrue(holds, node),
      ),
    )
    .map(({ id }) => id);
}

function isTrue(test: string, node: ReturnType<typeof evaluateXPathToNodes>[number]): boolean {
  try {
    return evaluateXPathToBoolean(test, node, null, null, { namespaceResolver });
  } catch {
    return false;
  }
}

const namespaces: Readonly<Record<string, string>> = {
  cbc: 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
  cac: 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  xs: 'http://www.w3.org/2001/XMLSchema',
};
const namespaceResolver = (prefix: string): string | null => namespaces[prefix] ?? null;

export const invoiceIn = (xml: string): Document => parseXmlDocument(xml);

/** An element of another document as a document of its own. */
export function alone(element: Element): Document {
  const document = new Document();
  document.append(document.importNode(element, true));
  return document;
}
