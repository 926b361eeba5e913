import { describe, expect, it } from 'vitest'
import { apiUrlFrom } from './api-url.ts'

describe('the address of the API (R154)', () => {
  it.each([
    [undefined, '/api'],
    ['', '/api'],
    ['  ', '/api'],
    ['/', '/api'],
    ['/api/', '/api'],
    ['/crm', '/crm/api'],
    ['https://crm.example.com', 'https://crm.example.com/api'],
    ['https://crm.example.com/', 'https://crm.example.com/api'],
    ['https://crm.example.com/api', 'https://crm.example.com/api'],
    ['https://crm.example.com/api//', 'https://crm.example.com/api'],
    ['https://crm.example.com/api/v1', 'https://crm.example.com/api/v1'],
    ['crm.example.com', 'https://crm.example.com/api'],
    ['//crm.example.com', 'https://crm.example.com/api'],
    ['leadglass.up.railway.app/api', 'https://leadglass.up.railway.app/api'],
    ['localhost:8000', 'http://localhost:8000/api'],
    ['localhost', 'http://localhost/api'],
    ['127.0.0.1:8000/', 'http://127.0.0.1:8000/api'],
    ['[::1]:8000', 'http://[::1]:8000/api'],
    ['localhost.example.com', 'https://localhost.example.com/api'],
    [' http://localhost:8000 ', 'http://localhost:8000/api'],
  ])('reads %j as %s', (setting, expected) => {
    expect(apiUrlFrom(setting)).toBe(expected)
  })
})
