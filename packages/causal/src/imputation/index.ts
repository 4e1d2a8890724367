export * from './estimate-imputation.ts';
