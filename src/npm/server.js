// Where there is no document there is no element: whoever renders pages on a server may import it, and gets nothing.
export {};
