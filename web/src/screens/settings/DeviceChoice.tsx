import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import type { AudioDevice } from '../../store/audio';

const DEFAULT = '';

/** A microphone or loudspeaker, or whichever the system takes. One that was chosen and is unplugged stays chosen. */
export function DeviceChoice({
  label,
  devices,
  chosen,
  onChoose,
}: {
  label: string;
  devices: readonly AudioDevice[];
  chosen: AudioDevice | null;
  onChoose(device: AudioDevice | null): void;
}) {
  const { t } = useTranslation('screens');
  const absent = chosen !== null && !devices.some((each) => each.deviceId === chosen.deviceId);
  const all = absent ? [...devices, chosen] : devices;
  const hidden = devices.length === 0 || devices.every((each) => each.label === '');
  return (
    <TextField
      select
      fullWidth
      label={label}
      value={chosen?.deviceId ?? DEFAULT}
      onChange={(event) => onChoose(all.find((each) => each.deviceId === event.target.value) ?? null)}
      helperText={hidden ? t('settings.namesAfterPermission') : undefined}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value={DEFAULT}>{t('settings.systemDefault')}</MenuItem>
      {all.map((device, index) => (
        <MenuItem key={device.deviceId} value={device.deviceId}>
          {device.label || t('settings.unnamedDevice', { number: index + 1 })}
        </MenuItem>
      ))}
    </TextField>
  );
}
