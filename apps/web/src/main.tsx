import '@fontsource-variable/inter/wght.css';
import './styles/index.css';

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';

import { createQueries } from './api/queries.ts';
import { createDashboardRouter } from './router.tsx';

// The policy of the page lets no code be made from text.
z.config({ jitless: true });

const queries = createQueries();
const router = createDashboardRouter(queries);
const place = document.querySelector('#app');

if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
