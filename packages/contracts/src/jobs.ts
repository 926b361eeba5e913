import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, timestamp, uuid } from './fields.ts'

export const jobKinds = ['impact', 'train', 'rescore', 'judge', 'mail'] as const
export const jobKind = z.enum(jobKinds)
export type JobKind = z.infer<typeof jobKind>

export const jobStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const jobStatus = z.enum(jobStatuses)

/** Work that outlives a request. */
export const job = z.object({
  id: uuid,
  kind: jobKind,
  status: jobStatus,
  progress: z.number().min(0).max(1),
  stage: z.string().nullable().describe('what it is doing, in words'),
  result: z.unknown().describe('what came of it, by kind; null until it has succeeded'),
  error: z.string().nullable(),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  finished_at: timestamp.nullable(),
})
export type Job = z.infer<typeof job>

export const getJob = defineEndpoint({
  name: 'getJob',
  summary: 'How far a piece of background work is (whoever asked for it, and managers)',
  tag: 'jobs',
  method: 'GET',
  path: '/jobs/:id',
  access: anyRole,
  params: idParams,
  response: job,
})

export const cancelJob = defineEndpoint({
  name: 'cancelJob',
  summary: 'Stop a piece of background work',
  tag: 'jobs',
  method: 'POST',
  path: '/jobs/:id/cancel',
  access: anyRole,
  params: idParams,
  response: job,
})
