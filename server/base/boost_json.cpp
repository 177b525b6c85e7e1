// The one place where Boost.JSON itself is compiled, so that the library comes from its headers alone.
#include <boost/json/src.hpp>
