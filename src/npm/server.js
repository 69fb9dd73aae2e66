// For servers that render pages: there are no custom elements, so importing the package does nothing.
export {};
