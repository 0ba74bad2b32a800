package demo

import "time"

// colleague is somebody of Acme Production.
type colleague struct {
	name    string
	local   string // of an address at the company's domain
	company string
	team    string // the group
	joined  int    // days ago
	last    int    // days since they last signed in; -1: never
	left    string // why they are inactive; empty: they are not
}

// Companies and the domains of their addresses.
var domains = map[string]string{
	"Acme": "acme.example", "Northwind Services": "northwind.example", "Bluebird Consulting": "bluebird.example", "Kestrel Audit": "kestrel.example",
}

// guests come from other companies.
func (c colleague) guest() bool { return c.company != "Acme" }

func (c colleague) email() string { return c.local + "@" + domains[c.company] }

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

var colleagues = []colleague{
	{"Adaeze Nwosu", "adaeze.nwosu", "Acme", "Frontline", 58, 0, ""},
	{"Ahmed Al-Rashid", "ahmed.alrashid", "Acme", "Frontline", 58, 1, ""},
	{"Anneliese Vogt", "anneliese.vogt", "Acme", "Frontline", 57, 0, ""},
	{"Anh Nguyễn", "anh.nguyen", "Acme", "Frontline", 57, 2, ""},
	{"Ariadni Papadopoulou", "ariadni.papadopoulou", "Acme", "Frontline", 56, 0, ""},
	{"Björn Þórsson", "bjorn.thorsson", "Acme", "Frontline", 56, 5, ""},
	{"Beatriz Carvalho", "beatriz.carvalho", "Acme", "Frontline", 55, 1, ""},
	{"Chiara Ricci", "chiara.ricci", "Acme", "Frontline", 55, 0, ""},
	{"Chukwuemeka Eze", "chukwuemeka.eze", "Acme", "Frontline", 54, 3, ""},
	{"Daniela Moraru", "daniela.moraru", "Acme", "Frontline", 54, 9, ""},
	{"Darius Mehta", "darius.mehta", "Acme", "Frontline", 52, 0, ""},
	{"Eilidh MacLeod", "eilidh.macleod", "Acme", "Frontline", 51, 1, ""},
	{"Elif Yıldız", "elif.yildiz", "Acme", "Frontline", 50, 0, ""},
	{"Emeka Okonkwo", "emeka.okonkwo", "Acme", "Frontline", 48, 16, ""},
	{"Farida Haddad", "farida.haddad", "Acme", "Frontline", 45, 0, ""},
	{"Fatou Diallo", "fatou.diallo", "Acme", "Frontline", 44, 2, ""},
	{"Giorgos Economou", "giorgos.economou", "Acme", "Frontline", 40, 4, ""},
	{"Hana Kobayashi", "hana.kobayashi", "Acme", "Frontline", 33, 0, ""},
	{"Hōkūlani Kealoha", "hokulani.kealoha", "Acme", "Frontline", 21, 1, ""},
	{"Ioana Popescu", "ioana.popescu", "Acme", "Frontline", 12, 0, ""},
	{"Ivan Petrov", "ivan.petrov", "Acme", "Frontline", 8, 3, ""},
	{"Jade Williams", "jade.williams", "Acme", "Frontline", 3, -1, ""},

	{"James O'Connor", "james.oconnor", "Acme", "Escalations", 58, 0, ""},
	{"Jelena Jovanović", "jelena.jovanovic", "Acme", "Escalations", 56, 1, ""},
	{"João da Silva", "joao.dasilva", "Acme", "Escalations", 55, 0, ""},
	{"Kamala Krishnan", "kamala.krishnan", "Acme", "Escalations", 53, 6, ""},
	{"Katarzyna Wiśniewska", "katarzyna.wisniewska", "Acme", "Escalations", 49, 0, ""},
	{"Kwame Mensah", "kwame.mensah", "Acme", "Escalations", 41, 2, ""},
	{"Lars Østergaard", "lars.ostergaard", "Acme", "Escalations", 30, 0, ""},
	{"Leilani Tuiasosopo", "leilani.tuiasosopo", "Acme", "Escalations", 14, -1, ""},

	{"Li Wei", "li.wei", "Acme", "Insights", 58, 0, ""},
	{"Linnéa Håkansson", "linnea.hakansson", "Acme", "Insights", 55, 3, ""},
	{"Lucía Herrera", "lucia.herrera", "Acme", "Insights", 52, 1, ""},
	{"Mandla Dlamini", "mandla.dlamini", "Acme", "Insights", 46, 0, ""},
	{"Marit van der Berg", "marit.vanderberg", "Acme", "Insights", 37, 12, ""},
	{"Mei-Ling Chen", "meiling.chen", "Acme", "Insights", 19, 0, ""},

	{"Mikael Virtanen", "mikael.virtanen", "Acme", "Platform", 58, 0, ""},
	{"Minh Trần", "minh.tran", "Acme", "Platform", 57, 1, ""},
	{"Mohammed Iqbal", "mohammed.iqbal", "Acme", "Platform", 51, 0, ""},
	{"Nadia Rahmani", "nadia.rahmani", "Acme", "Platform", 47, 7, ""},
	{"Noa Levi", "noa.levi", "Acme", "Platform", 38, 0, ""},
	{"Oksana Kovalenko", "oksana.kovalenko", "Acme", "Platform", 24, 2, ""},
	{"Olumide Adeyemi", "olumide.adeyemi", "Acme", "Platform", 5, -1, ""},

	{"Priya Sharma", "priya.sharma", "Acme", "Team leads", 58, 0, ""},
	{"Rafael Ortega", "rafael.ortega", "Acme", "Team leads", 57, 1, ""},
	{"Ruth Goldberg", "ruth.goldberg", "Acme", "Team leads", 50, 0, ""},
	{"Siobhán Ní Bhriain", "siobhan.nibhriain", "Acme", "Team leads", 36, 4, ""},

	{"Sofía Castillo", "sofia.castillo", "Acme", "Frontline", 58, 44, "Left the company."},
	{"Soo-jin Park", "soojin.park", "Acme", "Frontline", 57, 29, "On parental leave until March."},
	{"Stefan Müller", "stefan.mueller", "Acme", "Platform", 57, 33, "Moved to Globex; the laptop came back."},
	{"Tatiana Volkova", "tatiana.volkova", "Acme", "Insights", 56, 21, "Left the company."},
	{"Tenzin Dorje", "tenzin.dorje", "Acme", "Escalations", 54, -1, "Never started: took another offer."},
	{"Tomasz Zieliński", "tomasz.zielinski", "Acme", "Frontline", 52, 18, "Lost phone; off until it is replaced."},
	{"Wanjiru Kamau", "wanjiru.kamau", "Acme", "Frontline", 49, 11, ""},
	{"Xóchitl Ramírez", "xochitl.ramirez", "Acme", "Frontline", 28, 0, ""},
	{"Yael Ben-David", "yael.bendavid", "Acme", "Escalations", 26, 1, ""},

	{"Yusuf Demir", "yusuf.demir", "Northwind Services", "Partners", 43, 2, ""},
	{"Zara Khan", "zara.khan", "Northwind Services", "Partners", 43, 8, ""},
	{"Zoltán Nagy", "zoltan.nagy", "Northwind Services", "Partners", 32, 15, "The contract with Northwind ended."},
	{"Étienne Lefèvre", "etienne.lefevre", "Bluebird Consulting", "Partners", 27, 1, ""},
	{"Ólafur Jónsson", "olafur.jonsson", "Bluebird Consulting", "Partners", 20, -1, ""},
	{"Ümit Aksoy", "umit.aksoy", "Kestrel Audit", "Auditors", 15, 6, ""},
	{"山田 花子", "hanako.yamada", "Kestrel Audit", "Auditors", 15, 3, ""},
}

// service is a program with a user of its own.
type service struct{ name, uniqueID, role string }

var services = []service{
	{"Nightly export", "svc-nightly-export", "Analyst"},
	{"Website chat widget", "svc-chat-widget", "Agent"},
	{"Status page", "svc-status-page", "Developer"},
	{"Backup check", "svc-backup-check", ""},
}
