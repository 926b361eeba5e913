import type { EmailDomainKind } from './scoring-model.ts'

const freeDomains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.in yahoo.co.in
  yahoo.co.jp yahoo.ca yahoo.com.br yahoo.com.au ymail.com rocketmail.com outlook.com outlook.de outlook.fr
  outlook.es hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.es hotmail.it live.com live.co.uk
  live.fr live.nl msn.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com
  tuta.io gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.com
  yandex.ru inbox.com zohomail.com fastmail.com hey.com hushmail.com qq.com 163.com 126.com sina.com
  foxmail.com naver.com daum.net hanmail.net rediffmail.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr
  libero.it virgilio.it tiscali.it wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz uol.com.br
  bol.com.br terra.com.br btinternet.com sky.com virginmedia.com ntlworld.com comcast.net verizon.net
  att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net shaw.ca rogers.com
  sympatico.ca bigpond.com optusnet.com.au xtra.co.nz ziggo.nl kpnmail.nl telenet.be skynet.be bluewin.ch`
    .trim()
    .split(/\s+/),
)

// harvard.edu, unimelb.edu.au, ox.ac.uk
const education = /\.edu$|\.(edu|ac)\.[a-z]{2}$/

// A model asks about the same address once per class: the last answer saves the later questions.
let lastEmail = ''
let lastKind: EmailDomainKind | null = null

/**
 * The class of the domain of an e-mail address: people who buy for a company rarely write from a private
 * mailbox, and students rarely buy.
 *
 * Formula: 'free' when the domain is a known mailbox provider's, 'education' when it ends like that of a
 * school or university (.edu, .edu.xx, .ac.xx), else 'business'; null when the text is not an address.
 *
 * @example
 * emailDomainKind('jane@acme.example') // 'business'
 * emailDomainKind('jane@Gmail.com')    // 'free'
 * emailDomainKind('jane@cs.ox.ac.uk')  // 'education'
 * emailDomainKind('jane')              // null
 */
export function emailDomainKind(email: string): EmailDomainKind | null {
  if (email !== lastEmail) {
    lastKind = findKind(email)
    lastEmail = email
  }
  return lastKind
}

function findKind(email: string): EmailDomainKind | null {
  const text = email.trim()
  const separator = text.lastIndexOf('@')
  const domain = text.slice(separator + 1).toLowerCase()
  if (separator < 1 || !isDomain(domain)) return null
  if (freeDomains.has(domain)) return 'free'
  return education.test(domain) ? 'education' : 'business'
}

function isDomain(domain: string): boolean {
  const dot = domain.lastIndexOf('.')
  return dot > 0 && dot < domain.length - 1 && !domain.includes(' ')
}
