// Before the first drawing: the theme that was chosen here, if one was.
const theme = localStorage.getItem('uplift-theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
