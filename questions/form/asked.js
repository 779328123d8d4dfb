// asked tells which questions the answers so far still ask for: of each bank, of each question. An answer is the places
// of the lowest and of the highest level that are possible; where there is none, all are.
function asked(banks, answers) {
	const queue = banks.flatMap((bank, at) => bank.first ? [at] : []);
	const shown = banks.map(bank => bank.questions.map(() => !bank.nodes));
	const goOn = to => {
		if (to >= 0 && !queue.includes(to)) queue.push(to);
	};
	for (const at of queue) { // which grows meanwhile
		const bank = banks[at];
		if (!bank.nodes) {
			bank.leads.forEach(goOn);
			continue;
		}
		const reached = bank.nodes.map((_, node) => node === bank.start);
		const arrive = target => {
			if (target < 0) goOn(bank.leads[~target]);
			else reached[target] = true;
		};
		bank.nodes.forEach((node, n) => { // each leads to later ones
			if (!reached[n]) return;
			let sure = 0, possible = 0, musts = true, mayMust = true;
			for (const q of node.questions) {
				const {fails, levels, must} = bank.questions[q];
				shown[at][q] = true;
				if (fails < 0) continue;
				const [low, high] = answers[at][q] ?? [0, levels.length - 1];
				if (low >= fails) sure++;
				else if (must) musts = false;
				if (high >= fails) possible++;
				else if (must) mayMust = false;
			}
			if (possible >= node.needs && mayMust) arrive(node.pass);
			if (sure < node.needs || !musts) arrive(node.fail);
		});
	}
	return shown.map((questions, at) => questions.map(shows => shows && queue.includes(at)));
}
