import { onTestFinished } from 'vitest'
import { type NewNotification, notify } from '../src/notifications/notify.ts'
import type { TestUser } from './factories.ts'
import { type OpenStream, openStream, type StreamEvent } from './open-stream.ts'
import type { TestApi } from './test-api.ts'

export const isNotification = ({ event }: StreamEvent) => event === 'notification'
export const isUnread = ({ event }: StreamEvent) => event === 'unread'
export const isTitled = (title: string) => (event: StreamEvent) =>
  isNotification(event) && (event.data as { title: string }).title === title

/** The titles of the notifications that have come through a stream. */
export function titlesOf(stream: OpenStream): string[] {
  return stream.events.filter(isNotification).map(({ data }) => (data as { title: string }).title)
}

export function noticeFor(user: TestUser, title: string): NewNotification {
  return { userId: user.id, type: 'note_added', title, message: `about ${title}`, link: null, leadId: null }
}

/** People with open streams on one server; streams close with their test. */
export function streamers(api: TestApi) {
  let serial = 0
  return {
    newUser(role: TestUser['role'] = 'sales_rep'): Promise<TestUser> {
      serial += 1
      return api.build.user(`person${serial}`, role)
    },
    async stream(user: TestUser, options: { lastEventId?: string } = {}): Promise<OpenStream> {
      const opened = await openStream(api, await api.tokenOf(user), options)
      onTestFinished(() => opened.cut())
      await opened.until(isUnread)
      return opened
    },
    /** Notifies a user in one transaction. */
    tell(user: TestUser, ...titles: string[]): Promise<void> {
      return api.db.transaction((tx) =>
        notify(
          tx,
          titles.map((title) => noticeFor(user, title)),
        ),
      )
    },
  }
}
