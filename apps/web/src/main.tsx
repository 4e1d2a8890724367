import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const place = document.querySelector('#app');
if (place !== null) createRoot(place).render(<StrictMode>Uplift</StrictMode>);
