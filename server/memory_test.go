package server

import (
	"os"
	"path/filepath"
	"testing"
)

func TestMemoryLimit(t *testing.T) {
	tests := map[string]struct {
		files map[string]string
		want  int64
	}{
		"where_there_are_no_control_groups_there_is_none": {nil, 0},
		"max_is_none":          {map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "max\n"}, 0},
		"a_container's_counts": {map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "536870912\n"}, 512 << 20},
		"a_service's_counts": {map[string]string{"proc/self/cgroup": "0::/system.slice/doorward.service\n",
			"sys/fs/cgroup/system.slice/doorward.service/memory.max": "268435456\n"}, 256 << 20},
		"that_of_the_group_above_counts_as_well": {map[string]string{"proc/self/cgroup": "0::/system.slice/doorward.service\n",
			"sys/fs/cgroup/system.slice/doorward.service/memory.max": "max\n", "sys/fs/cgroup/system.slice/memory.max": "1073741824\n"}, 1 << 30},
		"version_1_is_passed_over": {map[string]string{"proc/self/cgroup": "4:memory:/x\n"}, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			for path, text := range test.files {
				at := filepath.Join(root, path)
				if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got := memoryLimit(root); got != test.want {
				t.Errorf("a limit of %d, want %d", got, test.want)
			}
		})
	}
}
