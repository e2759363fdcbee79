import { clientsApi } from '../../clients/api.ts';
import { useAnswer } from '../../web/kit/data.ts';
import { dayWords, moneyFigure } from '../../web/kit/figures.ts';

/** Tells a text of the server with days, amounts and technology groups as a reader knows them. */
export function useInWords(): (text: string) => string {
  const groups = useAnswer(clientsApi.listTechnologyGroups, {});
  const names = new Map(groups.data?.map(({ id, name }) => [String(id), name]));
  return (text) => inWords(text, names);
}

/** Example: "2026-12-01" is "1 Dec 2026", "6,600.00 USD" is "$6,600.00", "cloud-server-storage" is "Cloud, server and storage". */
function inWords(text: string, names: ReadonlyMap<string, string>): string {
  const told = text
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dayWords(day))
    .replaceAll(/(\d[\d,]*(?:\.\d+)?) ([A-Z]{3})\b/g, (_, amount: string, currency: string) =>
      moneyFigure(amount.replaceAll(',', ''), currency),
    )
    .replaceAll(/[a-z]+(?:-[a-z]+)*/g, (word) => names.get(word) ?? word);
  return told.charAt(0).toUpperCase() + told.slice(1);
}
