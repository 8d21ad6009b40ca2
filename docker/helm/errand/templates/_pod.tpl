{{- define "errand.labels" -}}
app.kubernetes.io/name: errand
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "errand.pod" -}}
metadata:
  labels:
    {{- include "errand.labels" . | nindent 4 }}
  annotations:
    # A changed configuration is a new pod: it is read at the start.
    checksum/configuration: {{ include (print $.Template.BasePath "/configmap.yaml") . | sha256sum }}
spec:
  serviceAccountName: {{ .Release.Name }}-errand
  automountServiceAccountToken: false
  enableServiceLinks: false # its variables would begin with ERRAND_, and an unknown one is a mistake
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: errand
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args: ["--config", "/etc/errand/errand.conf"]
      env:
        # The image sets this one, and the environment wins over errand.conf.
        - name: ERRAND_HEALTH__PORT
          value: {{ .Values.health.port | quote }}
        {{- range $name, $value := .Values.environment }}
        - name: {{ $name }}
          value: {{ $value | quote }}
        {{- end }}
      ports:
        - name: health
          containerPort: {{ .Values.health.port }}
      startupProbe:
        httpGet: {path: /healthz, port: health}
        periodSeconds: 1
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /healthz, port: health}
        periodSeconds: 10
        timeoutSeconds: 3
      readinessProbe:
        httpGet: {path: /readyz, port: health}
        periodSeconds: 5
        timeoutSeconds: 3
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      volumeMounts:
        - {name: home, mountPath: /var/lib/errand}
        - {name: configuration, mountPath: /etc/errand, readOnly: true}
        - {name: tmp, mountPath: /tmp}
        {{- if .Values.existingSecret }}
        - {name: secrets, mountPath: /run/secrets/errand, readOnly: true}
        {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  volumes:
    - name: configuration
      configMap: {name: {{ .Release.Name }}-errand}
    - name: tmp
      emptyDir: {medium: Memory, sizeLimit: 64Mi}
    {{- if .Values.existingSecret }}
    - name: secrets
      secret: {secretName: {{ .Values.existingSecret }}}
    {{- end }}
    {{- if eq .Values.storage.type "redis" }}
    - name: home
      emptyDir: {sizeLimit: {{ .Values.storage.size }}}
    {{- end }}
{{- end }}
