// The time on the map: a slider and a list of the same periods, steps back and on, and play.
const PACE = 1100; // milliseconds that a period is shown

// `changed(days, settled)` is called with two ISO dates, or nothing for the whole time; `settled`: not while playing.
export function timeControls(still, changed) {
  const box = document.getElementById("map-time");
  if (!box) return undefined;
  const slider = document.getElementById("map-slider");
  const list = document.getElementById("map-step");
  const button = (name) => box.querySelector(`[data-do=${name}]`);
  const play = button("play");
  const whole = Number(slider.max); // behind the last period the slider stands for the whole time
  let playing;
  box.hidden = false;
  play.hidden = still; // who wants nothing to move steps by hand

  const days = () => (list.value ? list.value.split("/") : undefined);
  const show = (settled) => {
    box.classList.toggle("narrowed", Boolean(list.value));
    slider.setAttribute("aria-valuetext", list.selectedOptions[0].textContent);
    return changed(days(), settled);
  };
  const go = (number, settled = true) => {
    slider.value = number;
    list.selectedIndex = Number(slider.value) === whole ? 0 : Number(slider.value) + 1;
    return show(settled);
  };
  const stop = () => {
    clearTimeout(playing);
    if (playing !== undefined) show(true);
    playing = undefined;
    play.textContent = play.dataset.play;
    play.setAttribute("aria-pressed", "false");
  };
  const turn = async () => {
    const next = list.value && Number(slider.value) + 1 < whole ? Number(slider.value) + 1 : 0;
    await go(next, false);
    if (playing === undefined) return;
    if (next + 1 === whole) stop();
    else playing = setTimeout(turn, PACE);
  };
  const step = (by) => {
    stop();
    go(list.value ? Number(slider.value) + by : by > 0 ? 0 : whole - 1);
  };

  play.addEventListener("click", () => {
    if (playing !== undefined) return stop();
    play.textContent = play.dataset.stop;
    play.setAttribute("aria-pressed", "true");
    playing = setTimeout(turn, 0);
  });
  button("before").addEventListener("click", () => step(-1));
  button("after").addEventListener("click", () => step(1));
  slider.addEventListener("input", () => go(slider.value, false));
  slider.addEventListener("change", () => go(slider.value));
  list.addEventListener("change", () => {
    stop();
    slider.value = list.value ? list.selectedIndex - 1 : whole;
    show(true);
  });
  return { days };
}
