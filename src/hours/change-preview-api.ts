import { z } from 'zod';
import { ChangeDraft, ChangeRequestId } from '../contracts/change-request.ts';
import { ContractId } from '../contracts/contract.ts';
import { everyone, reviewers, route } from '../people/access.ts';
import { ChangePreview } from './change-preview.ts';

export const changePreviewApi = {
  previewChange: route({
    method: 'POST',
    path: '/contracts/{contract}/change-preview',
    command: 'change-request preview',
    summary:
      'Says what a change of a contract would come to month by month, fees and hours before and after, and every rule it would break; saves nothing.',
    access: reviewers,
    params: z.object({ contract: ContractId }),
    body: ChangeDraft.omit({ reason: true }),
    out: ChangePreview,
    reads: true,
  }),
  previewChangeRequest: route({
    method: 'GET',
    path: '/change-requests/{changeRequest}/preview',
    command: 'change-request effect',
    summary:
      'Shows what a change request comes to month by month: fees and hours before and after, and what differs.',
    access: everyone,
    params: z.object({ changeRequest: ChangeRequestId }),
    out: ChangePreview,
  }),
};
