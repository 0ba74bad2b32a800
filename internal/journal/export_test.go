package journal

// Forgetful is a log that has nothing in memory, as after very many entries.
func Forgetful(l *Log) *Log {
	l.recent, l.floor = nil, l.at
	return l
}

// Flood has the tail take in so many entries, a page at a time, and says how many are kept.
func Flood(l *Log, n int64) int {
	for from := l.at; l.at < from+n; {
		rows := make([]*Entry, page)
		for i := range rows {
			rows[i] = &Entry{ID: l.at + int64(i) + 1}
		}
		l.mu.Lock()
		l.take(rows)
		l.mu.Unlock()
	}
	return len(l.recent)
}
