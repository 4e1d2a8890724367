export * from './estimate-poisson.ts';
export { PoissonFitError } from './fit-poisson.ts';
export * from './two-way-poisson.ts';
