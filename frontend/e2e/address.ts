/** Where the stories' own server listens; away from the ports that people use. */
export const port = 18_180;
export const baseURL = `http://127.0.0.1:${port}`;
