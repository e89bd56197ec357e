namespace Visavis.Engine.Speech.Piper;

/// <summary>The numbers a Piper network is given for symbols: begin, pad, then each symbol's and a pad, then end.</summary>
internal sealed class PiperIds
{
    private readonly int[] _places;

    private PiperIds(long[] numbers, int[] places) => (Numbers, _places) = (numbers, places);

    public long[] Numbers { get; }

    public static PiperIds Of(string symbols, PiperSettings settings)
    {
        var numbers = new List<long> { settings.BeginId, settings.PadId };
        // Where each symbol's numbers begin; one before the first symbol, one behind the last.
        var places = new List<int> { 0 };
        foreach (var symbol in symbols)
        {
            places.Add(numbers.Count);
            foreach (var id in settings.Ids[symbol])
            {
                numbers.Add(id);
                numbers.Add(settings.PadId);
            }
        }
        places.Add(numbers.Count);
        numbers.Add(settings.EndId);
        return new PiperIds([.. numbers], [.. places]);
    }

    /// <summary>
    /// The sound with a little silence around it, since these voices begin 42 ms after nothing, and the places of the symbols. A pad's
    /// time belongs to the symbol before it.
    /// </summary>
    /// <param name="sound">What the network gave.</param>
    /// <param name="units">The length of each number; empty if it told none.</param>
    /// <param name="hop">Samples of a unit.</param>
    /// <param name="rate">Samples a second.</param>
    public VoiceRun Run(ReadOnlySpan<float> sound, ReadOnlySpan<float> units, int hop, int rate)
    {
        var margin = rate / 16;
        var starts = new int[_places.Length];
        for (var (i, number, at) = (0, 0, 0L); i < starts.Length; i++)
        {
            for (; number < _places[i] && units.Length > 0; number++)
            {
                at += (long)units[number] * hop;
            }
            // Without lengths every number is thought to take the same time.
            var place = units.Length > 0 ? at : (long)sound.Length * _places[i] / Numbers.Length;
            starts[i] = margin + (int)Math.Min(place, sound.Length);
        }
        // What is heard comes 20 ms before the lengths say (measured by alignment).
        var run = new VoiceRun(rate, rate / 50, sound.Length + 2 * margin, starts);
        run.Sound.Clear();
        sound.CopyTo(run.Sound[margin..]);
        return run;
    }
}
