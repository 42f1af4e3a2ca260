"""From a reader's answers and an author's sentences to what is said: shared by every widget that says it.

`fields`: the answers under the names of the form's controls; `answers`: what may stand in a sentence; `law`: how strongly it may
ask; `compose`: the sentences; `samples`: a small page for examples and tests.
"""
