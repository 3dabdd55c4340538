/** Text of a plan where Prometheus and Alertmanager expand templates of Go: whatever it holds is shown as it is. */
export const goText = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');

/** What such text shows. */
export const plainText = (template: string): string => template.replaceAll('{{ "{{" }}', '{{');
