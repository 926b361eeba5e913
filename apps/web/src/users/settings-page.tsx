import { PageBar } from '../ui/page-bar.tsx'
import { MailSection } from './mail-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import styles from './users.module.css'

/** The own account. */
export function SettingsPage() {
  return (
    <>
      <PageBar title="Settings" />
      <div className={styles.settings}>
        <ProfileSection />
        <MailSection />
        <PasswordSection />
        <SessionsSection />
      </div>
    </>
  )
}
