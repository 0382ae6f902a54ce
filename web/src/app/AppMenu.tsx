import History from '@mui/icons-material/History';
import Insights from '@mui/icons-material/Insights';
import Logout from '@mui/icons-material/Logout';
import MoreVert from '@mui/icons-material/MoreVert';
import RecordVoiceOver from '@mui/icons-material/RecordVoiceOver';
import UploadFile from '@mui/icons-material/UploadFile';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Hint } from '../theme/Hint';
import { mainLandmark } from '../theme/mainLandmark';
import { SCREENS, type ScreenName } from './screens';

const ENTRIES: { name: 'history' | 'voice' | 'metrics' | 'file'; Icon: ComponentType }[] = [
  { name: 'history', Icon: History },
  { name: 'voice', Icon: RecordVoiceOver },
  { name: 'metrics', Icon: Insights },
  { name: 'file', Icon: UploadFile },
];

export interface AppMenuProps {
  /** May this person see the screen? */
  offers(name: ScreenName): boolean;
  onOpen(name: ScreenName): void;
  /** Absent: nobody is signed in. */
  onSignOut?: (() => void) | undefined;
}

/** What is not needed at every moment; nothing at all where there is nothing to choose. */
export function AppMenu({ offers, onOpen, onSignOut }: AppMenuProps) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const entries = ENTRIES.filter(({ name }) => name in SCREENS && offers(name));
  if (entries.length === 0 && onSignOut === undefined) {
    return null;
  }
  const choose = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Hint title={t('menu')}>
        <IconButton aria-label={t('menu')} aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}>
          <MoreVert />
        </IconButton>
      </Hint>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} container={mainLandmark}>
        {entries.map(({ name, Icon }) => (
          <MenuItem key={name} onClick={choose(() => onOpen(name))}>
            <ListItemIcon>
              <Icon />
            </ListItemIcon>
            <ListItemText>{t(name)}</ListItemText>
          </MenuItem>
        ))}
        {onSignOut && (
          <MenuItem onClick={choose(onSignOut)}>
            <ListItemIcon>
              <Logout />
            </ListItemIcon>
            <ListItemText>{t('signOut')}</ListItemText>
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
