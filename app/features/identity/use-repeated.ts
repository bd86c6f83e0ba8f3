import { useState } from 'react';

/** A new password typed twice: what was typed is compared here, the rules are the server's. */
export function useRepeated() {
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  return { password, setPassword, repeated, setRepeated, differs: repeated !== '' && repeated !== password, same: password !== '' && repeated === password };
}
