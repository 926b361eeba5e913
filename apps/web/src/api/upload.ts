import { errorFromResponse, errorWithoutResponse } from './api-error.ts'
import { apiUrl } from './api-url.ts'
import { accessToken } from './send.ts'

export type UploadOptions = {
  /** Path below `/api`. */
  path: string
  form: FormData
  /** How much has been sent, 0 to 1; the server works on it after that. */
  onProgress?: (share: number) => void
}

/** Posts a form with a file. `fetch` cannot say how much has been sent; the older request can. */
export async function upload({ path, form, onProgress }: UploadOptions): Promise<Response> {
  const token = await accessToken()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl + path)
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(errorWithoutResponse(new TypeError('The upload broke off')))
    request.onload = () => {
      const response = new Response(request.responseText, { status: request.status })
      if (response.ok) resolve(response)
      else void errorFromResponse(response).then(reject)
    }
    request.send(form)
  })
}
