namespace Visavis.Engine.Hearing;

/// <summary>Stretches in which the lips are shut: at least three frames in which that is likelier than a threshold.</summary>
/// <param name="threshold">The dial: 0.3 finds more, 0.6 is surer. 0.4 was chosen on voices the net never heard.</param>
public sealed class ClosureRuns(float threshold = 0.4f)
{
    private const int Shortest = 3;

    private int _frame;
    private int _from = -1;

    /// <summary>The first frame of the run that goes on, or the next frame: everything before is decided.</summary>
    public int Decided => _from < 0 ? _frame : _from;

    /// <summary>Takes the next frame; a run that it ends is added to <paramref name="runs"/> as its first frame and the one behind its last.</summary>
    public void Add(float closed, List<(int From, int End)> runs)
    {
        if (closed > threshold)
        {
            _from = _from < 0 ? _frame : _from;
        }
        else
        {
            Finish(runs);
        }
        _frame++;
    }

    /// <summary>Ends the run that goes on.</summary>
    public void Finish(List<(int From, int End)> runs)
    {
        if (_from >= 0 && _frame - _from >= Shortest)
        {
            runs.Add((_from, _frame));
        }
        _from = -1;
    }
}
