import { ApiError, isOfOldPage, type WireError } from './api-error';
import { pageIsOld } from './old-page';

/** What the server answered in place of data; what concerns the whole page, the app is told as well. */
export function told(errors: readonly WireError[]): ApiError {
  const error = ApiError.fromWire(errors);
  if (isOfOldPage(error)) pageIsOld();
  return error;
}
